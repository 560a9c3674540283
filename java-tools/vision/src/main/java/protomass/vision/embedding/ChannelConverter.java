package protomass.vision.embedding;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import protomass.core.maps.Channel;

/** A channel by its word, such as {@code column-density}. */
final class ChannelConverter implements ITypeConverter<Channel> {
  @Override
  public Channel convert(String text) {
    return Arrays.stream(Channel.values())
        .filter(channel -> word(channel).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s"
                        .formatted(
                            text,
                            Arrays.stream(Channel.values())
                                .map(ChannelConverter::word)
                                .collect(Collectors.joining(", ")))));
  }

  private static String word(Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
