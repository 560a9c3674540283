package protomass.report.section;

import java.util.List;
import protomass.report.figure.Figure;

/**
 * Figures side by side.
 *
 * @param folded whether it starts closed
 */
public record Gallery(String title, List<Figure> figures, boolean folded) {}
