/** What the report picks up from the folders of a run, read and checked. */
package protomass.report.input;
