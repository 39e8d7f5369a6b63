const farewellMs = 2_000;

/**
 * Ends the process when all is said, also where a connection into a pod that does not answer would keep it: a Job whose
 * verdict is out must not run into its own deadline.
 */
export function farewell(): void {
  setTimeout(() => process.exit(), farewellMs).unref();
}
