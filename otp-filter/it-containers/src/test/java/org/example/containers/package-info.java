/**
 * A kit that runs real containers with applications in them, and the tests that do. {@code Model}
 * lists the containers, {@code War} and {@code Descriptor} make applications, {@code Visitor} and
 * {@code RawClient} ask them, {@code ContainerIT} is what every container must pass.
 */
@NullMarked
package org.example.containers;

import org.jspecify.annotations.NullMarked;
