package protomass.report.section;

import java.util.List;

/** Raster images under a common text. */
public record ImageGroup(String title, List<EmbeddedImage> images, String note) {}
