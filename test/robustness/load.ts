/** How much the robustness tests do: little in CI, as much as was promised with `npm run test:load`. */
export const isFull = process.env.LOAD === 'full';
export const scaled = (small: number, full: number): number => (isFull ? full : small);
export const FULL_TIMEOUT_MS = 30 * 60_000;
