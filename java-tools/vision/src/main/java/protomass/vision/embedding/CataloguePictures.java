package protomass.vision.embedding;

import java.nio.file.Path;
import protomass.core.artefact.EmbeddingHeader;
import protomass.core.catalogue.Catalogue;
import protomass.core.catalogue.CatalogueRow;
import protomass.core.catalogue.NormalisedMaps;
import protomass.core.error.BadInputException;
import protomass.core.file.Checksum;
import protomass.core.maps.Channel;
import protomass.core.provenance.Provenance;

/** The normalised maps of a catalogue. */
final class CataloguePictures implements Pictures {
  private final Catalogue catalogue;
  private final NormalisedMaps maps;

  CataloguePictures(Path file) {
    catalogue = Catalogue.read(file);
    maps = NormalisedMaps.of(catalogue);
  }

  @Override
  public String kind() {
    return "map";
  }

  @Override
  public int count() {
    return maps.count();
  }

  @Override
  public int channels() {
    return Channel.values().length;
  }

  @Override
  public int height() {
    return maps.size();
  }

  @Override
  public int width() {
    return maps.size();
  }

  @Override
  public float[] picture(int row) {
    return maps.normalised(row);
  }

  @Override
  public String name(int row) {
    CatalogueRow named = catalogue.rows().get(row);
    return "map " + named.id();
  }

  @Override
  public EmbeddingHeader header(Provenance provenance) {
    return new EmbeddingHeader(
        Checksum.sha256(catalogue.path()), provenance.withInput(catalogue.path()));
  }

  @Override
  public BadInputException fault(String fault, String mend) {
    return new BadInputException(catalogue.path(), fault, mend);
  }

  @Override
  public void close() {
    maps.close();
  }
}
