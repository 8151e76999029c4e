"""Published equations as pure functions: one family a file, no state, no luck, no input or output.

How to read an entry: first what is returned, then the equation in the names of the code, then every
symbol with its unit, then where the equation holds, then the source. After a source key, in brackets:

* *claims read*: the paper's statements were read; the algebra was derived here and checked numerically;
* *not opened*: the form is the field's common one, the paper itself was not read for it;
* *reduced form, derived here*: our own small model that shows the stated propositions of the paper.
  It is not the paper's theorem.

Functions serve numbers, arrays and JAX tracers alike, so that a cause may call them inside a compiled
step. Those that cannot say "Analysis only".
"""
