/** Models, their scores side by side, and what the numbers say in plain words. */
package protomass.report.score;
