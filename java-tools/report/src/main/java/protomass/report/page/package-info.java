/** The HTML page: its frame, its templates, its text. */
package protomass.report.page;
