/**
 * The sections of the page, a class and a template each. A new one is a class, a template of its id
 * among the resources, and a line in {@link protomass.report.section.Sections}.
 */
package protomass.report.section;
