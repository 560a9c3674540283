package protomass.core.maps;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.header.Checksum;
import nom.tam.fits.utilities.FitsCheckSum;
import protomass.core.error.BadInputException;
import protomass.core.file.Seal;

/**
 * The keywords CHECKSUM and DATASUM of every HDU (FITS Standard 4.0, section 4.4.2.7 and appendix
 * J). The library's own way to set them notes the time of writing, so that no two files are equal.
 */
final class FitsChecksums {
  private static final int CARD = 80;
  private static final String CHECKSUM = Checksum.CHECKSUM.key();
  private static final String DATASUM = Checksum.DATASUM.key();
  private static final String BLANK_CHECKSUM = "0".repeat(16);

  // The library sums an HDU that has the keywords itself, when it writes it.
  private static final String PLACE_OF_DATASUM = "PMDATSUM";
  private static final String PLACE_OF_CHECKSUM = "PMCHKSUM";

  /** How much data is summed at a time; whole blocks of FITS. */
  private static final long PIECE = 2880L << 6;

  private static final String MEND = "copy it again, or make it again with 'protomass project'";

  private FitsChecksums() {}

  /** Makes room for the keywords in a header that is to be written. */
  static void reserve(Header header) throws FitsException {
    header.addValue(PLACE_OF_DATASUM, "", "");
    header.addValue(PLACE_OF_CHECKSUM, "", "");
  }

  /** Sets the keywords of every HDU of a file whose headers have room for them. */
  static void seal(Path file) throws FitsException, IOException {
    try (Fits fits = new Fits(new File(file.toString()));
        FileChannel bytes =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      for (BasicHDU<?> hdu : fits.read()) {
        seal(hdu, bytes);
      }
    }
  }

  private static void seal(BasicHDU<?> hdu, FileChannel bytes) throws IOException {
    long start = hdu.getFileOffset();
    byte[] header = header(hdu, bytes);
    long dataSum = dataSum(hdu, bytes);
    put(header, PLACE_OF_DATASUM, card(DATASUM, "%d".formatted(dataSum), "of the data"));
    int place = put(header, PLACE_OF_CHECKSUM, card(CHECKSUM, BLANK_CHECKSUM, "of the HDU"));
    long sum = FitsCheckSum.sumOf(FitsCheckSum.checksum(header), dataSum);
    put(header, place, card(CHECKSUM, FitsCheckSum.encode(sum), "of the HDU"));
    ByteBuffer sealed = ByteBuffer.wrap(header);
    while (sealed.hasRemaining()) {
      bytes.write(sealed, start + sealed.position());
    }
  }

  private static byte[] header(BasicHDU<?> hdu, FileChannel bytes) throws IOException {
    return bytes(bytes, hdu.getFileOffset(), hdu.getSize() - hdu.getData().getSize());
  }

  private static long dataSum(BasicHDU<?> hdu, FileChannel bytes) throws IOException {
    long size = hdu.getData().getSize();
    long start = hdu.getFileOffset() + hdu.getSize() - size;
    long sum = 0;
    ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, size));
    for (long done = 0; done < size; done += piece.limit()) {
      read(bytes, start + done, piece.clear().limit((int) Math.min(PIECE, size - done)));
      sum = FitsCheckSum.sumOf(sum, FitsCheckSum.checksum(piece.rewind()));
    }
    return sum;
  }

  /** Whether an HDU has the sums that it states; its data are read once for both. */
  private static boolean isWhole(BasicHDU<?> hdu, FileChannel bytes) throws IOException {
    String stated = hdu.getHeader().getStringValue(DATASUM);
    long dataSum = dataSum(hdu, bytes);
    if (stated != null && !stated.strip().equals(Long.toString(dataSum))) {
      return false;
    }
    long sum = FitsCheckSum.sumOf(FitsCheckSum.checksum(header(hdu, bytes)), dataSum);
    return !hdu.getHeader().containsKey(CHECKSUM) || sum == FitsCheckSum.HDU_CHECKSUM;
  }

  private static byte[] bytes(FileChannel file, long start, long count) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(Math.toIntExact(count));
    read(file, start, read);
    return read.array();
  }

  private static void read(FileChannel file, long start, ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      if (file.read(target, start + target.position()) < 0) {
        throw new IOException("the file ends at " + (start + target.position()));
      }
    }
  }

  /**
   * A text has eight letters at least; the comment stands where other programs put it, some of
   * which check a header as they would write it themselves.
   */
  private static String card(String key, String value, String comment) {
    return "%-8s= %-20s / checksum %s".formatted(key, "'%-8s'".formatted(value), comment);
  }

  /** Replaces a card and returns where it stands. */
  private static int put(byte[] header, String key, String card) {
    byte[] start = "%-8s=".formatted(key).getBytes(StandardCharsets.US_ASCII);
    for (int place = 0; place < header.length; place += CARD) {
      if (Arrays.equals(header, place, place + start.length, start, 0, start.length)) {
        put(header, place, card);
        return place;
      }
    }
    throw new IllegalStateException("the header has no card " + key);
  }

  private static void put(byte[] header, int place, String card) {
    byte[] ascii = card.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(header, place, place + CARD, (byte) ' ');
    System.arraycopy(ascii, 0, header, place, ascii.length);
  }

  /**
   * Compares every HDU with its keywords. Where no HDU has any, as in files of other programs, a
   * note says so.
   *
   * @throws BadInputException when an HDU does not have the sums that it states, or lacks keywords
   *     that others have
   */
  static void require(Path path, Fits fits) throws IOException {
    int sealed = 0;
    int keywords = 0;
    int number = 0;
    try (FileChannel bytes = FileChannel.open(path, StandardOpenOption.READ)) {
      for (BasicHDU<?> hdu : fits.read()) {
        boolean sum = hdu.getHeader().containsKey(CHECKSUM);
        boolean dataSum = hdu.getHeader().containsKey(DATASUM);
        keywords += (sum ? 1 : 0) + (dataSum ? 1 : 0);
        sealed += sum && dataSum ? 1 : 0;
        if ((sum || dataSum) && !isWhole(hdu, bytes)) {
          throw new BadInputException(
              path,
              "is damaged, or was changed after it was written (HDU %d does not have the checksums that it states)"
                  .formatted(number),
              MEND);
        }
        number++;
      }
    }
    if (keywords == 0) {
      Seal.noteUnsealed(path);
    } else if (sealed < number) {
      throw new BadInputException(
          path,
          "is damaged: %d of its %d HDUs have both CHECKSUM and DATASUM".formatted(sealed, number),
          MEND);
    }
  }
}
