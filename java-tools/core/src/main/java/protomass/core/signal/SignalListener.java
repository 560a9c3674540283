package protomass.core.signal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/**
 * Hears a signal of the operating system through {@code sun.misc.Signal} of the module
 * jdk.unsupported, the only way that Java has. It is reached by reflection because the compiler
 * warns of its use in a way that cannot be silenced for one class.
 */
public final class SignalListener implements AutoCloseable {
  private final Object signal;
  private final Object formerHandler;

  private SignalListener(Object signal, Object formerHandler) {
    this.signal = signal;
    this.formerHandler = formerHandler;
  }

  /**
   * Listens until it is closed.
   *
   * @param name without SIG, such as {@code TERM}
   * @param action run in a thread of its own at every signal
   * @return empty when the virtual machine keeps the signal for itself
   */
  public static Optional<SignalListener> listen(String name, Runnable action) {
    try {
      Object signal = signalClass().getConstructor(String.class).newInstance(name);
      Object handler =
          Proxy.newProxyInstance(
              handlerClass().getClassLoader(),
              new Class<?>[] {handlerClass()},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      return Optional.of(new SignalListener(signal, handle(signal, handler)));
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException) {
        return Optional.empty();
      }
      throw new IllegalStateException("cannot listen to SIG" + name, refused);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("this Java has no sun.misc.Signal", missing);
    }
  }

  /** Restores what the signal did before. */
  @Override
  public void close() {
    try {
      handle(signal, formerHandler);
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException("cannot restore the handler of " + signal, failure);
    }
  }

  private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
    Method handle = signalClass().getMethod("handle", signalClass(), handlerClass());
    return handle.invoke(null, signal, handler);
  }

  private static Class<?> signalClass() throws ClassNotFoundException {
    return Class.forName("sun.misc.Signal");
  }

  private static Class<?> handlerClass() throws ClassNotFoundException {
    return Class.forName("sun.misc.SignalHandler");
  }
}
