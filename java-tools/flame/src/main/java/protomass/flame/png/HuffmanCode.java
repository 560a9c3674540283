package protomass.flame.png;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A canonical Huffman code (RFC 1951, section 3.2.2) with limited code lengths. */
final class HuffmanCode {
  private record Node(long count, int symbol, Node left, Node right) {}

  private final int[] lengths;
  private final int[] codes;

  private HuffmanCode(int[] lengths) {
    this.lengths = lengths;
    this.codes = canonical(lengths);
  }

  /**
   * The code for symbols that occur with the given counts.
   *
   * @param counts occurrences per symbol; at least one is positive
   * @param longest the longest code allowed in bits
   */
  static HuffmanCode of(int[] counts, int longest) {
    int[] weights = counts.clone();
    int[] lengths = lengths(weights);
    while (tooLong(lengths, longest)) {
      // Flatter counts make a flatter tree; a few rounds suffice.
      for (int symbol = 0; symbol < weights.length; symbol++) {
        weights[symbol] = weights[symbol] == 0 ? 0 : weights[symbol] / 2 + 1;
      }
      lengths = lengths(weights);
    }
    return new HuffmanCode(lengths);
  }

  /** Bits of the symbol's code, 0 for a symbol that does not occur. */
  int length(int symbol) {
    return lengths[symbol];
  }

  /** Per byte {@code code << 8 | length}, the code's first bit lowest. */
  int[] packedLiterals() {
    int[] packed = new int[256];
    for (int symbol = 0; symbol < packed.length; symbol++) {
      packed[symbol] = codes[symbol] << 8 | lengths[symbol];
    }
    return packed;
  }

  void write(BitWriter out, int symbol) {
    out.bits(codes[symbol], lengths[symbol]);
  }

  /**
   * Leaves in order of their counts and, as they are made, so are the nodes above them: hence the
   * two least are at the heads of two queues.
   */
  private static int[] lengths(int[] counts) {
    Deque<Node> leaves = leaves(counts);
    Deque<Node> nodes = new ArrayDeque<>();
    int[] lengths = new int[counts.length];
    if (leaves.size() == 1) {
      lengths[leaves.element().symbol()] = 1;
      return lengths;
    }
    while (leaves.size() + nodes.size() > 1) {
      Node left = least(leaves, nodes);
      Node right = least(leaves, nodes);
      nodes.add(new Node(left.count() + right.count(), -1, left, right));
    }
    measure(nodes.element(), 0, lengths);
    return lengths;
  }

  private static Deque<Node> leaves(int[] counts) {
    long[] countsAndSymbols = new long[counts.length];
    int size = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] > 0) {
        countsAndSymbols[size++] = (long) counts[symbol] << 32 | symbol;
      }
    }
    Arrays.sort(countsAndSymbols, 0, size);
    Deque<Node> leaves = new ArrayDeque<>(size + 1);
    for (int i = 0; i < size; i++) {
      leaves.add(new Node(countsAndSymbols[i] >>> 32, (int) countsAndSymbols[i], null, null));
    }
    return leaves;
  }

  /** Of equal ones the leaf, and of equal leaves that of the lower symbol. */
  private static Node least(Deque<Node> leaves, Deque<Node> nodes) {
    Node leaf = leaves.peek();
    Node node = nodes.peek();
    boolean isLeaf = node == null || (leaf != null && leaf.count() <= node.count());
    return isLeaf ? leaves.remove() : nodes.remove();
  }

  private static void measure(Node node, int depth, int[] lengths) {
    if (node.symbol() >= 0) {
      lengths[node.symbol()] = depth;
      return;
    }
    measure(node.left(), depth + 1, lengths);
    measure(node.right(), depth + 1, lengths);
  }

  private static boolean tooLong(int[] lengths, int longest) {
    for (int length : lengths) {
      if (length > longest) {
        return true;
      }
    }
    return false;
  }

  private static int[] canonical(int[] lengths) {
    int[] perLength = new int[17];
    for (int length : lengths) {
      perLength[length]++;
    }
    perLength[0] = 0;
    int[] next = new int[17];
    for (int bits = 1; bits < next.length; bits++) {
      next[bits] = (next[bits - 1] + perLength[bits - 1]) << 1;
    }
    int[] codes = new int[lengths.length];
    for (int symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] > 0) {
        // Deflate wants the highest bit first, the writer takes the lowest first.
        codes[symbol] = Integer.reverse(next[lengths[symbol]]++) >>> (32 - lengths[symbol]);
      }
    }
    return codes;
  }
}
