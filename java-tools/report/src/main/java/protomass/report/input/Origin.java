package protomass.report.input;

import protomass.core.provenance.Provenance;

/**
 * Where an artefact comes from.
 *
 * @param artefact its path below the folder of inputs
 */
public record Origin(String artefact, Provenance provenance) {}
