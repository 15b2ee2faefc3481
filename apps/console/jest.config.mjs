import presets from 'jest-preset-angular/presets/index.js';

export default {
  ...presets.createEsmPreset({ tsconfig: '<rootDir>/apps/console/tsconfig.spec.json' }),
  rootDir: '../..',
  displayName: 'console',
  testMatch: ['<rootDir>/{apps/console,libs/console-review,libs/ui}/src/**/*.spec.ts'],
  setupFiles: ['<rootDir>/apps/console/test-crypto.mjs'],
  setupFilesAfterEnv: ['<rootDir>/apps/console/src/test-setup.ts'],
  moduleNameMapper: {
    '^@evenhand/(contracts|contracts-verdict|console-review|domain|ledger|ui)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^tslib$': 'tslib/tslib.es6.js',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.evenhand/'],
};
