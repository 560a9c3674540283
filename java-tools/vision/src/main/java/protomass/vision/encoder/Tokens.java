package protomass.vision.encoder;

import ai.djl.ndarray.NDArray;

/**
 * What an encoder makes of pictures, after the final norm.
 *
 * @param classTokens (pictures, width)
 * @param patchTokens (pictures, patches, width), patches in rows from the top left
 */
public record Tokens(NDArray classTokens, NDArray patchTokens) {}
