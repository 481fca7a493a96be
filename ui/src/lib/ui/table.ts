/** A column of a VirtualTable. */
export interface Column<Id extends string = string> {
  id: Id;
  label: string;
  /** A grid track: `minmax(0, 2fr)`, `90px`. */
  width: string;
  align?: 'start' | 'center' | 'end';
  /** Its heading is a button that sorts. */
  sortable?: boolean;
}

export interface Sort<Id extends string = string> {
  by: Id;
  down: boolean;
}
