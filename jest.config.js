/** Jest tells its own snapshots alone; golden files are written by tests. */
const isUpdate = ['-u', '--updateSnapshot'].some((flag) => process.argv.includes(flag));

const shared = {
  globals: { isUpdate },
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
};

export default {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
    { ...shared, displayName: 'chart', testMatch: ['<rootDir>/test/chart/**/*.test.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    { ...shared, displayName: 'shards', testMatch: ['<rootDir>/test/shards/**/*.test.ts'] },
    { ...shared, displayName: 'audit', testMatch: ['<rootDir>/test/audit/**/*.test.ts'] },
  ],
};
