export function build(directory: string, run: () => number): number;
