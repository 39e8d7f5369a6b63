/** What a Linux program is built for and which libraries it asks for, as its own ELF headers say. */
import { readFileSync } from 'node:fs';

const machines: Record<number, string> = { 0x3e: 'amd64', 0xb7: 'arm64' };
const dynamicSection = 6;
const neededTag = 1;

interface Section {
  type: number;
  offset: number;
  size: number;
  /** Index of the section with its strings. */
  link: number;
}

function sectionsOf(file: Buffer): Section[] {
  const table = Number(file.readBigUInt64LE(40));
  const [size, count] = [file.readUInt16LE(58), file.readUInt16LE(60)];
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    return {
      type: file.readUInt32LE(at + 4),
      offset: Number(file.readBigUInt64LE(at + 24)),
      size: Number(file.readBigUInt64LE(at + 32)),
      link: file.readUInt32LE(at + 40),
    };
  });
}

function textAt(file: Buffer, offset: number): string {
  return file.toString('latin1', offset, file.indexOf(0, offset));
}

export function readElf(path: string): { architecture: string; needed: string[] } {
  const file = readFileSync(path);
  const sections = sectionsOf(file);
  const dynamic = sections.find(({ type }) => type === dynamicSection);
  const strings = sections[dynamic?.link ?? -1];
  if (dynamic === undefined || strings === undefined) throw new Error(`${path} links to nothing`);
  const entries = Array.from({ length: dynamic.size / 16 }, (_, index) => dynamic.offset + index * 16);
  const needed = entries
    .filter((at) => Number(file.readBigUInt64LE(at)) === neededTag)
    .map((at) => textAt(file, strings.offset + Number(file.readBigUInt64LE(at + 8))));
  return { architecture: machines[file.readUInt16LE(18)] ?? 'another', needed };
}
