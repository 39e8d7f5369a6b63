/** Powers of ten, and of two ("Ki"); the API server writes a quantity anew, so 1024Mi comes back as 1Gi. */
const suffixes = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** A Kubernetes quantity of bytes as a number; NaN for what is no plain size: what it is, the API server says. */
export function bytes(quantity: string): number {
  const [, amount = '', prefix = '', binary = ''] = /^([\d.]+)([kKMGTPE]?)(i?)$/.exec(quantity) ?? [];
  const power = suffixes.indexOf(prefix === 'K' ? 'k' : prefix);
  return amount === '' ? NaN : Number(amount) * (binary === '' ? 1000 : 1024) ** power;
}

/** Whether two quantities say the same. */
export function sameQuantity(one: string, other: string): boolean {
  return one === other || bytes(one) === bytes(other);
}
