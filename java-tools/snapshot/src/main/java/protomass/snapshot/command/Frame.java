package protomass.snapshot.command;

/** What velocities are measured against. */
enum Frame {
  BOX("the simulation's box"),
  STAR("the star"),
  REGION("the mean velocity of the region's gas");

  private final String title;

  Frame(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
