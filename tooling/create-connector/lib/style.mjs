/** The style of the workspace, for files that are written outside of it as well. */
export const STYLE = { printWidth: 150 };
