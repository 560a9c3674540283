/**
 * The Nextflow plugin nf-protomass: parameters checked before anything runs, a channel of
 * snapshots, progress by stage and a closing summary. Compiled for Java 17, on which a Nextflow may
 * run; only reading snapshots needs Java 25.
 */
package protomass.nextflow;
