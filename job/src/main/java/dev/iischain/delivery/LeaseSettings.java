package dev.iischain.delivery;

import java.io.Serializable;

/** Where leases are held. */
public interface LeaseSettings extends Serializable {

  /** Always held: nobody else delivers. */
  LeaseSettings ALONE =
      target ->
          new Lease() {
            @Override
            public boolean isHeld() {
              return true;
            }

            @Override
            public void close() {}
          };

  /** Starts to hold, or to wait for, the lease of a system. */
  Lease open(String target);
}
