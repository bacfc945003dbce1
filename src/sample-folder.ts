/** The folder of the sample's rows and objects. It lies beside `src/` in the sources and beside `dist/` in the package. */
export const SAMPLE_FOLDER = new URL('../fixtures/sample/', import.meta.url);
