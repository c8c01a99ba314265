import ts from 'typescript';

/** Lines (from 1) of the cubes of a JavaScript file and of their members and hierarchies: `deposit_period`, `deposit_period.balance_end`. */
export function locateMembers(file: string, text: string): Map<string, number> {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const lines = new Map<string, number>();
  const lineOf = (node: ts.Node) => source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'cube') {
      const [name, definition] = node.arguments;
      if (name && ts.isStringLiteralLike(name) && definition && ts.isObjectLiteralExpression(definition)) {
        lines.set(name.text, lineOf(node));
        for (const kind of ['dimensions', 'measures', 'segments', 'hierarchies']) {
          const members = findProperty(definition, kind);
          for (const member of members && ts.isObjectLiteralExpression(members) ? members.properties : []) {
            if (member.name && (ts.isIdentifier(member.name) || ts.isStringLiteralLike(member.name))) {
              lines.set(`${name.text}.${member.name.text}`, lineOf(member));
            }
          }
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
}

function findProperty(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  return object.properties.flatMap((property) =>
    ts.isPropertyAssignment(property) && property.name.getText() === name ? [property.initializer] : []
  )[0];
}
