/** What an ONNX file says of itself, read without running it, and the manifest that follows from that. */
@NullMarked
package io.sluicegate.bundle.onnx;

import org.jspecify.annotations.NullMarked;
