/** A stylesheet of its own names: each class by the name that it has in the file. */
declare module "*.module.css" {
  const classes: Readonly<Record<string, string>>;
  export default classes;
}

/** A stylesheet for the whole page, imported for its effect. */
declare module "*.css";
