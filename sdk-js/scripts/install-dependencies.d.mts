export function fingerprint(directory: string): string;
export function isInstalled(directory: string): boolean;
export function markInstalled(directory: string): void;
export function installDependencies(directory: string, npm?: (directory: string) => number): number;
