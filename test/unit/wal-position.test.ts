import { expect, test } from '@jest/globals';
import { lsnToBigInt, reached } from '../../hook/observe/lsn.ts';
import { slotName } from '../../hook/checks/slots.ts';

test.each([
  ['0/0', 0n],
  ['0/3000148', 0x3000148n],
  ['16/B374D848', 0x16b374d848n],
  ['FFFFFFFF/FFFFFFFF', 0xffffffffffffffffn],
])('%s is a number', (lsn, number) => {
  expect(lsnToBigInt(lsn)).toBe(number);
});

test.each([
  ['0/A', '0/9', true],
  ['0/9', '0/A', false],
  ['0/A', '0/A', true],
  ['10/0', '9/FFFFFFFF', true],
  ['', '0/1', false],
])('%s has reached %s: %s', (lsn, mark, expected) => {
  expect(reached(lsn, mark)).toBe(expected);
});

test.each([
  ['db-patroni-0', 'db_patroni_0'],
  ['Db.X-1', 'db_x_1'],
  ['a@b', 'au0040b'],
])("the slot of %s is Patroni's %s", (member, slot) => {
  expect(slotName(member)).toBe(slot);
});
