/** Charts as inline SVG that follows the page's light or dark theme. */
package protomass.report.figure;
