/** The whole of Firedrill against the real sandbox estate. */
package io.firedrill.estate;
