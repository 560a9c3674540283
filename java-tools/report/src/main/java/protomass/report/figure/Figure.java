package protomass.report.figure;

/**
 * A figure ready for the page.
 *
 * @param svg one inline {@code svg} element whose ids and classes no other figure uses
 * @param heading what stands above it; may be empty
 * @param note what stands below it; may be empty
 */
public record Figure(String svg, String heading, String note) {}
