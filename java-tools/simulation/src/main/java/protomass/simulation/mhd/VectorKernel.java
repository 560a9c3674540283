package protomass.simulation.mhd;

import static protomass.simulation.mesh.State.CLEANING;
import static protomass.simulation.mesh.State.VARIABLES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel on vectors of the processor's width. No operation mixes lanes and none is fused, so
 * every width gives the bits of {@link PlainKernel}.
 */
final class VectorKernel implements SweepKernel {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static DoubleVector load(double[] from, int index) {
    return DoubleVector.fromArray(SPECIES, from, index);
  }

  /**
   * The harmonic mean of the differences to both neighbours where they have one sign (van Leer).
   */
  private static DoubleVector limited(DoubleVector left, DoubleVector here, DoubleVector right) {
    DoubleVector before = here.sub(left);
    DoubleVector after = right.sub(here);
    DoubleVector product = before.mul(after);
    VectorMask<Double> isMonotonic = product.compare(VectorOperators.GT, 0.0);
    DoubleVector mean = product.add(product).div(before.add(after));
    return DoubleVector.zero(SPECIES).blend(mean, isMonotonic);
  }

  private static DoubleVector slope(double[] state, int at, int step, DoubleVector here) {
    return limited(load(state, at - step), here, load(state, at + step));
  }

  @Override
  public void slopes(
      double[] state,
      int stateLength,
      int start,
      int count,
      int step,
      int axis,
      SweepScratch scratch,
      SweepParameters parameters) {
    Axes axes = Axes.of(axis);
    double[] slopes = axis == 0 ? scratch.slopeX : axis == 1 ? scratch.slopeY : scratch.slopeZ;
    double[] decrease = scratch.decrease;
    int length = scratch.length;
    double soundSpeed2 = parameters.soundSpeed() * parameters.soundSpeed();
    double cleaningSpeed2 = parameters.cleaningSpeed() * parameters.cleaningSpeed();
    boolean isFirst = axis == 0;
    for (int i = 0; i < count; i += LANES) {
      int at = start + i;
      DoubleVector rho = load(state, at);
      DoubleVector u = load(state, axes.u() * stateLength + at);
      DoubleVector v = load(state, axes.v() * stateLength + at);
      DoubleVector w = load(state, axes.w() * stateLength + at);
      DoubleVector bu = load(state, axes.bu() * stateLength + at);
      DoubleVector bv = load(state, axes.bv() * stateLength + at);
      DoubleVector bw = load(state, axes.bw() * stateLength + at);
      DoubleVector psi = load(state, CLEANING * stateLength + at);
      DoubleVector sRho = slope(state, at, step, rho);
      DoubleVector sU = slope(state, axes.u() * stateLength + at, step, u);
      DoubleVector sV = slope(state, axes.v() * stateLength + at, step, v);
      DoubleVector sW = slope(state, axes.w() * stateLength + at, step, w);
      DoubleVector sBu = slope(state, axes.bu() * stateLength + at, step, bu);
      DoubleVector sBv = slope(state, axes.bv() * stateLength + at, step, bv);
      DoubleVector sBw = slope(state, axes.bw() * stateLength + at, step, bw);
      DoubleVector sPsi = slope(state, CLEANING * stateLength + at, step, psi);
      sRho.intoArray(slopes, i);
      sU.intoArray(slopes, axes.u() * length + i);
      sV.intoArray(slopes, axes.v() * length + i);
      sW.intoArray(slopes, axes.w() * length + i);
      sBu.intoArray(slopes, axes.bu() * length + i);
      sBv.intoArray(slopes, axes.bv() * length + i);
      sBw.intoArray(slopes, axes.bw() * length + i);
      sPsi.intoArray(slopes, CLEANING * length + i);
      DoubleVector inverse = DoubleVector.broadcast(SPECIES, 1.0).div(rho);
      DoubleVector pull = bu.mul(inverse);
      DoubleVector pressure = sRho.mul(soundSpeed2).add(bv.mul(sBv)).add(bw.mul(sBw));
      DoubleVector dRho = u.mul(sRho).add(rho.mul(sU));
      DoubleVector dU = u.mul(sU).add(pressure.mul(inverse));
      DoubleVector dV = u.mul(sV).sub(pull.mul(sBv));
      DoubleVector dW = u.mul(sW).sub(pull.mul(sBw));
      DoubleVector dBu = sPsi;
      DoubleVector dBv = u.mul(sBv).add(bv.mul(sU)).sub(bu.mul(sV));
      DoubleVector dBw = u.mul(sBw).add(bw.mul(sU)).sub(bu.mul(sW));
      DoubleVector dPsi = sBu.mul(cleaningSpeed2);
      if (!isFirst) {
        dRho = dRho.add(load(decrease, i));
        dU = dU.add(load(decrease, axes.u() * length + i));
        dV = dV.add(load(decrease, axes.v() * length + i));
        dW = dW.add(load(decrease, axes.w() * length + i));
        dBu = dBu.add(load(decrease, axes.bu() * length + i));
        dBv = dBv.add(load(decrease, axes.bv() * length + i));
        dBw = dBw.add(load(decrease, axes.bw() * length + i));
        dPsi = dPsi.add(load(decrease, CLEANING * length + i));
      }
      dRho.intoArray(decrease, i);
      dU.intoArray(decrease, axes.u() * length + i);
      dV.intoArray(decrease, axes.v() * length + i);
      dW.intoArray(decrease, axes.w() * length + i);
      dBu.intoArray(decrease, axes.bu() * length + i);
      dBv.intoArray(decrease, axes.bv() * length + i);
      dBw.intoArray(decrease, axes.bw() * length + i);
      dPsi.intoArray(decrease, CLEANING * length + i);
    }
  }

  @Override
  public void faceStates(
      double[] state,
      int stateLength,
      int start,
      int count,
      SweepScratch scratch,
      SweepParameters parameters) {
    double half = 0.5 * parameters.timeStep() / parameters.cellSize();
    for (int variable = 0; variable < VARIABLES; variable++) {
      faceStates(
          state,
          variable * stateLength + start,
          variable * scratch.length,
          count,
          half,
          scratch,
          variable == 0);
    }
  }

  private static void faceStates(
      double[] state,
      int start,
      int to,
      int count,
      double half,
      SweepScratch scratch,
      boolean isDensity) {
    double[] decrease = scratch.decrease;
    double[] lowerZ = scratch.lowerZ;
    double[] upperZ = scratch.upperZ;
    for (int i = 0; i < count; i += LANES) {
      int s = to + i;
      DoubleVector now = load(state, start + i);
      DoubleVector later = now.sub(load(decrease, s).mul(half));
      if (isDensity) {
        DoubleVector least = now.mul(0.25);
        later = later.blend(least, later.lt(least));
      }
      DoubleVector slope = load(scratch.slopeX, s).mul(0.5);
      later.sub(slope).intoArray(scratch.lowerX, s);
      later.add(slope).intoArray(scratch.upperX, s);
      slope = load(scratch.slopeY, s).mul(0.5);
      later.sub(slope).intoArray(scratch.lowerY, s);
      later.add(slope).intoArray(scratch.upperY, s);
      slope = load(scratch.slopeZ, s).mul(0.5);
      later.sub(slope).intoArray(lowerZ, s);
      later.add(slope).intoArray(upperZ, s);
    }
  }

  @Override
  public void flows(
      double[] left,
      int leftStart,
      double[] right,
      int rightStart,
      double[] flow,
      int flowStart,
      int count,
      int axis,
      SweepScratch scratch,
      SweepParameters parameters) {
    Axes axes = Axes.of(axis);
    int length = scratch.length;
    int iu = axes.u() * length;
    int iv = axes.v() * length;
    int iw = axes.w() * length;
    int ibu = axes.bu() * length;
    int ibv = axes.bv() * length;
    int ibw = axes.bw() * length;
    int ipsi = CLEANING * length;
    double a2 = parameters.soundSpeed() * parameters.soundSpeed();
    double ch = parameters.cleaningSpeed();
    double ch2 = ch * ch;
    double halfCh = 0.5 * ch;
    double halfPerCh = 0.5 / ch;
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
    DoubleVector zero = DoubleVector.zero(SPECIES);
    for (int i = 0; i < count; i += LANES) {
      int l = leftStart + i;
      int r = rightStart + i;
      int f = flowStart + i;
      DoubleVector rhoL = load(left, l);
      DoubleVector rhoR = load(right, r);
      DoubleVector uL = load(left, iu + l);
      DoubleVector uR = load(right, iu + r);
      DoubleVector bL = load(left, ibu + l);
      DoubleVector bR = load(right, ibu + r);
      DoubleVector psiL = load(left, ipsi + l);
      DoubleVector psiR = load(right, ipsi + r);
      DoubleVector b = bL.add(bR).mul(0.5).sub(psiR.sub(psiL).mul(halfPerCh));
      psiL.add(psiR).mul(0.5).sub(bR.sub(bL).mul(halfCh)).intoArray(flow, ibu + f);
      b.mul(ch2).intoArray(flow, ipsi + f);

      DoubleVector byL = load(left, ibv + l);
      DoubleVector byR = load(right, ibv + r);
      DoubleVector bzL = load(left, ibw + l);
      DoubleVector bzR = load(right, ibw + r);
      DoubleVector b2 = b.mul(b);
      DoubleVector bt2L = byL.mul(byL).add(bzL.mul(bzL));
      DoubleVector bt2R = byR.mul(byR).add(bzR.mul(bzR));
      DoubleVector cL = fastSpeed(rhoL, b2, bt2L, a2, one, zero);
      DoubleVector cR = fastSpeed(rhoR, b2, bt2R, a2, one, zero);
      DoubleVector sL = least(uL.sub(cL), uR.sub(cR));
      DoubleVector sR = greatest(uL.add(cL), uR.add(cR));
      DoubleVector fan = sR.sub(sL);
      DoubleVector perFan = one.div(fan);
      DoubleVector mL = rhoL.mul(uL);
      DoubleVector mR = rhoR.mul(uR);
      DoubleVector rho = sR.mul(rhoR).sub(sL.mul(rhoL)).sub(mR.sub(mL)).mul(perFan);
      DoubleVector sLsR = sR.mul(sL);
      DoubleVector mass = sR.mul(mL).sub(sL.mul(mR)).add(sLsR.mul(rhoR.sub(rhoL))).mul(perFan);
      DoubleVector perRho = one.div(rho);
      DoubleVector u = mass.mul(perRho);
      DoubleVector pL = mL.mul(uL).add(rhoL.mul(a2)).add(bt2L.sub(b2).mul(0.5));
      DoubleVector pR = mR.mul(uR).add(rhoR.mul(a2)).add(bt2R.sub(b2).mul(0.5));
      DoubleVector momentum = sR.mul(pL).sub(sL.mul(pR)).add(sLsR.mul(mR.sub(mL))).mul(perFan);
      VectorMask<Double> isAllL = sL.compare(VectorOperators.GE, 0.0);
      VectorMask<Double> isAllR = sR.compare(VectorOperators.LE, 0.0);
      mass.blend(mL, isAllL).blend(mR, isAllR).intoArray(flow, f);
      momentum.blend(pL, isAllL).blend(pR, isAllR).intoArray(flow, iu + f);

      DoubleVector root = rho.sqrt();
      DoubleVector perRoot = root.mul(perRho);
      DoubleVector alfven = b.abs().mul(perRoot);
      DoubleVector sL1 = u.sub(alfven);
      DoubleVector sR1 = u.add(alfven);
      DoubleVector dL = sL.sub(sL1).mul(sL.sub(sR1));
      DoubleVector dR = sR.sub(sL1).mul(sR.sub(sR1));
      DoubleVector degenerate = fan.mul(fan).mul(1e-8);
      VectorMask<Double> isRegularL = degenerate.lt(dL);
      VectorMask<Double> isRegularR = degenerate.lt(dR);
      DoubleVector perDL = one.div(dL);
      DoubleVector perDR = one.div(dR);
      DoubleVector turnL = zero.blend(b.mul(u.sub(uL)).mul(perDL), isRegularL);
      DoubleVector turnR = zero.blend(b.mul(u.sub(uR)).mul(perDR), isRegularR);
      DoubleVector aheadL = sL.sub(uL);
      DoubleVector aheadR = sR.sub(uR);
      DoubleVector growL =
          one.blend(rhoL.mul(aheadL).mul(aheadL).sub(b2).mul(perDL).mul(perRho), isRegularL);
      DoubleVector growR =
          one.blend(rhoR.mul(aheadR).mul(aheadR).sub(b2).mul(perDR).mul(perRho), isRegularR);
      VectorMask<Double> isStarL = sL1.compare(VectorOperators.GE, 0.0);
      VectorMask<Double> isStarR = sR1.compare(VectorOperators.LE, 0.0);
      VectorMask<Double> isNegative = b.lt(0.0);
      DoubleVector halfRoot = root.lanewise(VectorOperators.NEG, isNegative).mul(0.5);
      DoubleVector halfPerRoot = perRoot.lanewise(VectorOperators.NEG, isNegative).mul(0.5);

      Star star =
          new Star(b, rho, perRho, u, halfRoot, halfPerRoot, isAllL, isAllR, isStarL, isStarR);
      Side sideL = new Side(mL, uL, turnL, growL);
      Side sideR = new Side(mR, uR, turnR, growR);
      transverse(
          star,
          sideL,
          sideR,
          byL,
          byR,
          load(left, iv + l),
          load(right, iv + r),
          flow,
          iv + f,
          ibv + f);
      transverse(
          star,
          sideL,
          sideR,
          bzL,
          bzR,
          load(left, iw + l),
          load(right, iw + r),
          flow,
          iw + f,
          ibw + f);
    }
  }

  /** What both transverse components see of the fan; scalarised by the compiler, never made. */
  private record Star(
      DoubleVector b,
      DoubleVector rho,
      DoubleVector perRho,
      DoubleVector u,
      DoubleVector halfRoot,
      DoubleVector halfPerRoot,
      VectorMask<Double> isAllL,
      VectorMask<Double> isAllR,
      VectorMask<Double> isStarL,
      VectorMask<Double> isStarR) {}

  /** What they see of one side: mass flow, normal speed, and how the fast wave changes v and B. */
  private record Side(DoubleVector m, DoubleVector u, DoubleVector turn, DoubleVector grow) {}

  private static void transverse(
      Star star,
      Side left,
      Side right,
      DoubleVector bL,
      DoubleVector bR,
      DoubleVector vL,
      DoubleVector vR,
      double[] flow,
      int momentumAt,
      int fieldAt) {
    DoubleVector mL = star.rho.mul(vL).sub(left.turn.mul(bL));
    DoubleVector mR = star.rho.mul(vR).sub(right.turn.mul(bR));
    DoubleVector fieldL = bL.mul(left.grow);
    DoubleVector fieldR = bR.mul(right.grow);
    DoubleVector m = mL.add(mR).mul(0.5).add(star.halfRoot.mul(fieldR.sub(fieldL)));
    DoubleVector field = fieldL.add(fieldR).mul(0.5).add(star.halfPerRoot.mul(mR.sub(mL)));
    m = m.blend(mL, star.isStarL).blend(mR, star.isStarR);
    field = field.blend(fieldL, star.isStarL).blend(fieldR, star.isStarR);
    m.mul(star.u)
        .sub(star.b.mul(field))
        .blend(left.m.mul(vL).sub(star.b.mul(bL)), star.isAllL)
        .blend(right.m.mul(vR).sub(star.b.mul(bR)), star.isAllR)
        .intoArray(flow, momentumAt);
    field
        .mul(star.u)
        .sub(star.b.mul(m).mul(star.perRho))
        .blend(left.u.mul(bL).sub(star.b.mul(vL)), star.isAllL)
        .blend(right.u.mul(bR).sub(star.b.mul(vR)), star.isAllR)
        .intoArray(flow, fieldAt);
  }

  private static DoubleVector fastSpeed(
      DoubleVector rho,
      DoubleVector b2,
      DoubleVector bt2,
      double a2,
      DoubleVector one,
      DoubleVector zero) {
    DoubleVector perRho = one.div(rho);
    DoubleVector q = b2.add(bt2).mul(perRho).add(a2);
    DoubleVector d = q.mul(q).sub(b2.mul(perRho).mul(4 * a2));
    d = d.blend(zero, d.lt(0.0));
    return q.add(d.sqrt()).mul(0.5).sqrt();
  }

  // Not the vectors' own minimum and maximum, which take pains with zeros and NaN.
  private static DoubleVector least(DoubleVector x, DoubleVector y) {
    return x.blend(y, y.lt(x));
  }

  private static DoubleVector greatest(DoubleVector x, DoubleVector y) {
    return x.blend(y, x.lt(y));
  }

  @Override
  public boolean update(
      double[] state,
      int stateLength,
      int start,
      SweepScratch scratch,
      SweepParameters parameters) {
    double ratio = parameters.timeStep() / parameters.cellSize();
    double a2 = parameters.soundSpeed() * parameters.soundSpeed();
    int length = scratch.length;
    VectorMask<Double> isBad = SPECIES.maskAll(false);
    DoubleVector one = DoubleVector.broadcast(SPECIES, 1.0);
    for (int j = 0; j < scratch.side; j++) {
      for (int i = 0; i < scratch.side; i += LANES) {
        int at = start + j * scratch.row + i;
        int f = scratch.origin + j * scratch.row + i;
        DoubleVector old = load(state, at);
        DoubleVector rho = old.sub(outflow(0, f, scratch).mul(ratio));
        DoubleVector perRho = one.div(rho);
        DoubleVector u =
            momentum(state, stateLength + at, old, length, f, ratio, scratch).mul(perRho);
        DoubleVector v =
            momentum(state, 2 * stateLength + at, old, 2 * length, f, ratio, scratch).mul(perRho);
        DoubleVector w =
            momentum(state, 3 * stateLength + at, old, 3 * length, f, ratio, scratch).mul(perRho);
        u.intoArray(state, stateLength + at);
        v.intoArray(state, 2 * stateLength + at);
        w.intoArray(state, 3 * stateLength + at);
        DoubleVector fastest = greatest(greatest(u.abs(), v.abs()), w.abs());
        DoubleVector bx = changed(state, 4 * stateLength + at, 4 * length, f, ratio, scratch);
        DoubleVector by = changed(state, 5 * stateLength + at, 5 * length, f, ratio, scratch);
        DoubleVector bz = changed(state, 6 * stateLength + at, 6 * length, f, ratio, scratch);
        bx.intoArray(state, 4 * stateLength + at);
        by.intoArray(state, 5 * stateLength + at);
        bz.intoArray(state, 6 * stateLength + at);
        DoubleVector field2 = bx.mul(bx).add(by.mul(by)).add(bz.mul(bz));
        changed(state, CLEANING * stateLength + at, CLEANING * length, f, ratio, scratch)
            .mul(parameters.damping())
            .intoArray(state, CLEANING * stateLength + at);
        rho.intoArray(state, at);
        DoubleVector speed = fastest.add(field2.mul(perRho).add(a2).sqrt());
        // Comparisons with a NaN are false.
        VectorMask<Double> isGood =
            rho.compare(VectorOperators.GE, parameters.densityFloor())
                .and(speed.compare(VectorOperators.LE, parameters.speedLimit()));
        isBad = isBad.or(isGood.not());
      }
    }
    return isBad.anyTrue();
  }

  private static DoubleVector changed(
      double[] state, int at, int variable, int f, double ratio, SweepScratch scratch) {
    return load(state, at).sub(outflow(variable, f, scratch).mul(ratio));
  }

  private static DoubleVector momentum(
      double[] velocity,
      int at,
      DoubleVector density,
      int variable,
      int f,
      double ratio,
      SweepScratch scratch) {
    return load(velocity, at).mul(density).sub(outflow(variable, f, scratch).mul(ratio));
  }

  /** What flows out of cells through all six faces, less what flows in. */
  private static DoubleVector outflow(int variable, int f, SweepScratch scratch) {
    int at = variable + f;
    return load(scratch.flowX, at + 1)
        .sub(load(scratch.flowX, at))
        .add(load(scratch.flowY, at + scratch.row).sub(load(scratch.flowY, at)))
        .add(load(scratch.flowZAbove, at).sub(load(scratch.flowZ, at)));
  }
}
