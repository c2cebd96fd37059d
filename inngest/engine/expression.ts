import { ExpressionError, type Token, tokenize } from "./expression-lexer";
import { BINARY, FUNCTIONS, METHODS, member, textOf, truth, UNARY } from "./expression-values";

export type Scope = Record<string, unknown>;

/** A compiled expression of the part of CEL that keys and conditions are made of. */
export type Expression = {
  source: string;
  /** Throws ExpressionError when operands do not fit. */
  evaluate(scope: Scope): unknown;
  /** The value as a key. */
  key(scope: Scope): string;
  /** The value as a condition. */
  test(scope: Scope): boolean;
};

type Node = (scope: Scope) => unknown;

const PRECEDENCE: Record<string, number> = {
  "?": 1,
  "||": 2,
  "&&": 3,
  "==": 4,
  "!=": 4,
  "<": 4,
  "<=": 4,
  ">": 4,
  ">=": 4,
  in: 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
};
const UNARY_PRECEDENCE = 7;

const CONSTANTS = new Map<string, unknown>([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** Throws ExpressionError for anything the engine could not evaluate exactly. */
export function compileExpression(source: string, variables: readonly string[]): Expression {
  const tokens = tokenize(source);
  let at = 0;

  const fail = (): never => {
    const token = tokens[at];
    throw new ExpressionError(
      token ? `Cannot read "${tokenText(token)}" in "${source}"` : `"${source}" ends too early`,
    );
  };
  const peek = () => {
    const token = tokens[at];
    return token && token.kind !== "literal" ? token.text : undefined;
  };
  const take = (text: string): boolean => {
    if (peek() !== text) return false;
    at += 1;
    return true;
  };
  const expect = (text: string) => take(text) || fail();
  const takeName = (): string => {
    const token = tokens[at];
    if (token?.kind !== "name") return fail();
    at += 1;
    return token.text;
  };

  function parseArguments(): Node[] {
    const args: Node[] = [];
    if (take(")")) return args;
    do args.push(parse(0));
    while (take(","));
    expect(")");
    return args;
  }

  function parseList(): Node {
    const items: Node[] = [];
    if (!take("]")) {
      do items.push(parse(0));
      while (take(","));
      expect("]");
    }
    return (scope) => items.map((item) => item(scope));
  }

  function parseName(): Node {
    const name = takeName();
    if (CONSTANTS.has(name)) return () => CONSTANTS.get(name);
    if (take("(")) {
      const known = FUNCTIONS[name];
      const args = parseArguments();
      if (!known || known.arity !== args.length) {
        throw new ExpressionError(`"${name}()" is not known in "${source}"`);
      }
      return (scope) => known.call(...args.map((arg) => arg(scope)));
    }
    if (!variables.includes(name)) {
      throw new ExpressionError(`"${name}" is not known in "${source}"`);
    }
    return (scope) => scope[name] ?? null;
  }

  function parsePrimary(): Node {
    const token = tokens[at];
    if (token?.kind === "literal") {
      at += 1;
      return () => token.value;
    }
    const unary = token?.kind === "operator" ? UNARY[token.text] : undefined;
    if (unary) {
      at += 1;
      const operand = parse(UNARY_PRECEDENCE);
      return (scope) => unary(operand(scope));
    }
    if (take("(")) {
      const inner = parse(0);
      expect(")");
      return inner;
    }
    if (take("[")) return parseList();
    return parseName();
  }

  /** `.field`, `["field"]`, `[0]` and `.method(argument)`, as many as follow. */
  function parsePostfix(): Node {
    let node = parsePrimary();
    for (;;) {
      const self = node;
      if (take("[")) {
        const index = parse(0);
        expect("]");
        node = (scope) => member(self(scope), index(scope));
      } else if (take(".")) {
        const name = takeName();
        node = take("(") ? parseMethod(self, name) : (scope) => member(self(scope), name);
      } else return node;
    }
  }

  function parseMethod(self: Node, name: string): Node {
    const method = METHODS[name];
    const [argument, ...rest] = parseArguments();
    if (!method || !argument || rest.length > 0) {
      throw new ExpressionError(`".${name}()" is not known in "${source}"`);
    }
    return (scope) => method(self(scope), argument(scope));
  }

  function parseOperator(operator: string, left: Node, precedence: number): Node {
    if (operator === "?") {
      const then = parse(0);
      expect(":");
      const otherwise = parse(0);
      return (scope) => (truth(left(scope)) ? then(scope) : otherwise(scope));
    }
    const right = parse(precedence);
    if (operator === "&&") return (scope) => truth(left(scope)) && truth(right(scope));
    if (operator === "||") return (scope) => truth(left(scope)) || truth(right(scope));
    const binary = BINARY[operator] ?? fail();
    return (scope) => binary(left(scope), right(scope));
  }

  function parse(minimum: number): Node {
    let left = parsePostfix();
    for (;;) {
      const operator = peek();
      const precedence = operator === undefined ? undefined : PRECEDENCE[operator];
      if (operator === undefined || precedence === undefined || precedence <= minimum) return left;
      at += 1;
      left = parseOperator(operator, left, precedence);
    }
  }

  const root = parse(0);
  if (at < tokens.length) fail();
  return {
    source,
    evaluate: root,
    key: (scope) => textOf(root(scope)),
    test: (scope) => truth(root(scope)),
  };
}

function tokenText(token: Token): string {
  return token.kind === "literal" ? JSON.stringify(token.value) : token.text;
}
