package protomass.vision.embedding;

import protomass.core.artefact.EmbeddingHeader;
import protomass.core.error.BadInputException;
import protomass.core.provenance.Provenance;

/** What is embedded, read one picture at a time. Not safe for use by several threads. */
interface Pictures extends AutoCloseable {
  /** What one of them is called in messages, such as {@code map}. */
  String kind();

  /** Number of pictures, at least one. */
  int count();

  /** Channels of every picture. */
  int channels();

  /** Pixels of every picture from top to bottom. */
  int height();

  /** Pixels of every picture from left to right. */
  int width();

  /**
   * A picture as (channel, y, x) in about [0, 1], row-major.
   *
   * @throws BadInputException when it is unlike the others, damaged or not finite
   */
  float[] picture(int row);

  /** What a picture is called in messages, such as {@code map H1-00042-0003-x}. */
  String name(int row);

  /** What the metadata of the embeddings say of their rows. */
  EmbeddingHeader header(Provenance provenance);

  /** A fault of the file that lists them. */
  BadInputException fault(String fault, String mend);

  @Override
  void close();
}
