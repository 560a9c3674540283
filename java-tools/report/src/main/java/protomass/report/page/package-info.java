/** The HTML page: its content as records, its template, its text. */
package protomass.report.page;
