/** Everything that is wrong with the environment at once, one variable a line. */
export class ConfigError extends Error {
  constructor(
    readonly problems: { variable: string; problem: string }[],
    options?: ErrorOptions,
  ) {
    const lines = problems.map(({ variable, problem }) => `  ${variable}\u202f: ${problem}`);
    super(['La configuration est à corriger\u202f:', ...lines].join('\n'), options);
  }
}
