package protomass.core.cost;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What costs are told per. */
public enum CostUnit {
  /** A stored fractal, rejected candidates included. */
  @JsonProperty("fractal")
  FRACTAL,
  /** A map projected from a snapshot. */
  @JsonProperty("projected map")
  PROJECTED_MAP,
  /** A map embedded by a frozen encoder. */
  @JsonProperty("embedded map")
  EMBEDDED_MAP
}
