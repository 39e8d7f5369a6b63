import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Smallness is enforced here, not left to taste; the numbers are the house rules. */
const size = {
  'max-lines': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
  'max-depth': ['error', 3],
  'max-params': ['error', 4],
  complexity: ['error', 10],
};

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'coverage', 'chart/values.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...size,
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // The Kubernetes client's models are classes, its request bodies are plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['hook/checks/**/*.ts'],
    rules: { 'max-lines': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    rules: size,
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  { files: ['test/**/*.ts'], rules: { 'max-lines': ['error', { max: 300 }] } },
);
