/** The API class that an exported name stands for: `ProfilesApi` for itself and for its ready instance `Profiles`. */
export function apiClassNamed(name: string): string {
  return name.endsWith('Api') ? name : `${name}Api`;
}
