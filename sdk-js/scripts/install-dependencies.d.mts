export function installDependencies(directory: string, install: () => number): number;
