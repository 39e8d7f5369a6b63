/** A WAL position as a number: "16/B374D848" is 0x16 * 2^32 + 0xB374D848. Too big for a JavaScript number. */
export function lsnToBigInt(lsn: string): bigint {
  const [high = '0', low = '0'] = lsn.split('/');
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/** Whether `lsn` is at or beyond `mark`; an absent position is not. */
export function reached(lsn: string, mark: string): boolean {
  return lsn !== '' && lsnToBigInt(lsn) >= lsnToBigInt(mark);
}
