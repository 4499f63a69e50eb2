package org.otpfilter.proof.fault;

/** A bad way to the server. */
final class NetworkFault implements Fault {
  private static final long ENOUGH = 50;

  private final FaultProxy proxy;
  private final FaultProxy.Mode mode;
  private long before;

  NetworkFault(Scene scene, FaultProxy.Mode mode) {
    this.proxy = scene.proxy();
    this.mode = mode;
  }

  @Override
  public void begin() {
    before = proxy.harmed();
    proxy.mode(mode);
  }

  @Override
  public boolean hasStruck() {
    // what is swallowed is not sent again: a few times must do
    return proxy.harmed() - before >= (mode == FaultProxy.Mode.SWALLOW ? 10 : ENOUGH);
  }

  @Override
  public void end() {
    proxy.mode(FaultProxy.Mode.PASS);
  }
}
