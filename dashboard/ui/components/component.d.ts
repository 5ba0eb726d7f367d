/* What Streamlit hands to a component's script, each time the component is drawn. */
export interface Component<Data> {
  data: Data;
  parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}
