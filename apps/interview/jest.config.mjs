import presets from 'jest-preset-angular/presets/index.js';

export default {
  ...presets.createEsmPreset({ tsconfig: '<rootDir>/apps/interview/tsconfig.spec.json' }),
  rootDir: '../..',
  displayName: 'interview',
  testMatch: ['<rootDir>/apps/interview/src/**/*.spec.ts'],
  setupFilesAfterEnv: ['<rootDir>/apps/interview/src/test-setup.ts'],
  moduleNameMapper: {
    '^@evenhand/(domain|contracts|ledger)$': '<rootDir>/libs/$1/src/index.ts',
    '^tslib$': 'tslib/tslib.es6.js',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.evenhand/'],
};
