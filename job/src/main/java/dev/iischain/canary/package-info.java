/** The canary: invented chains that show whether the whole way works, and what tells them apart. */
@NullMarked
package dev.iischain.canary;

import org.jspecify.annotations.NullMarked;
