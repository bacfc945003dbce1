import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests start whole processes, and machines of CI are slow.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
