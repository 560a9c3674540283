package protomass.report.section;

import java.util.List;
import protomass.report.figure.Figure;

/**
 * Panels that belong to one map.
 *
 * @param panels side by side, or one below the other
 * @param caption which map it is
 */
public record MapFigures(List<Figure> panels, String caption) {}
