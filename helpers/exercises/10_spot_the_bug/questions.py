"""What lesson 10 asks: for each ticket, what is wrong; the truth is what the exercise's own check finds."""

from functools import partial

from .._parts.asked import choose
from . import _tickets as tickets

QUESTIONS = ()


def ticket(number, function, right, *wrong, because):
    """Return the question of a ticket: the right choice as (text, id), and wrong ones as (text, id, what speaks against it)."""
    return choose(f"ticket-{number}", "What is wrong with it?", partial(tickets.bug, function), right,
                  *((text, name, name, says) for text, name, says in wrong), because=because)


ASKED = (
    ticket(1, tickets.loss_without_end, ("it takes the logarithm of a probability that has become 0", "log-of-softmax"),
           ("the scores are too large for exp", "no-shift", "numerics.softmax takes the largest score off first."),
           ("it divides along the wrong axis", "wrong-axis", "A single row has only one axis."),
           because="Softmax rounds to 0 what is too small for a float, and ln 0 is −inf. From the scores it is −800."),
    ticket(2, tickets.threes_for_twos, ("it counts the classes from 1", "one-based-labels"),
           ("rows and columns are exchanged", "transposed", "Then a table of three labels and five classes would have five rows."),
           ("it sorts the labels", "reversed", "Nothing is sorted: each row is looked up by itself."),
           because="Place 0 is taken for the last one, since NumPy counts −1 from the end, so nothing fails."),
    ticket(3, tickets.rows_that_do_not_sum, ("the sum has lost its axis", "no-keepdims"),
           ("it sums over the samples and not over the classes", "wrong-axis", "axis=-1 runs over the classes."),
           ("the maximum is not taken off", "no-shift", "These scores are small; that would show at 710 and above."),
           because="A row of sums meets the columns of a square table, where NumPy has nothing to complain of."),
    ticket(4, tickets.floor_that_should_not_be, ("the loss applies a softmax of its own", "double-softmax"),
           ("it averages over the classes", "mean-over-classes", "Then a sure mistake would cost a third of what it should, and here it costs far less than that."),
           ("the labels are one too large", "one-based-labels", "The loss would be large for right answers and small for wrong ones."),
           because="Probabilities lie between 0 and 1, so as scores they are never more than 1 apart."),
    ticket(5, tickets.explodes_with_the_batch, ("the gradient of the mean is not divided by N", "not-divided-by-n"),
           ("the sign is wrong", "flipped-sign", "With 8 samples it goes down, as it should."),
           ("the diagonal of the Jacobian was taken for all of it", "diagonal-jacobian", "Then the rows would not sum to zero, and they do."),
           because="A step is then as many times too long as there are samples in the batch."),
    ticket(6, tickets.loss_of_a_column, ("a column meets a row, and every answer is held against every label", "broadcast-n-by-n"),
           ("the two branches are exchanged", "flipped-labels", "Then good answers would cost much and bad ones little, and shuffling would matter."),
           ("it takes the sigmoid twice", "probs-as-logits", "There is no sigmoid in it."),
           because="(N, 1) and (N,) become (N, N), and the mean of that table hardly depends on who was right."),
    ticket(7, tickets.cheaper_when_padded, ("it divides by all places, padding among them", "all-places"),
           ("it counts what padding costs", "padding-counted", "Padding costs 0 in it."),
           ("it averages sentence by sentence", "by-sentence", "It takes one mean over everything."),
           because="The sum is right, and it is divided by too much, the more so the more padding there is."),
    ticket(8, tickets.always_certain, ("a softmax over one class is always 1", "softmax-one-output"),
           ("the scores are so large that it saturates", "hard-step", "It says 1 for a score of −2 too."),
           ("the sign of the score is wrong", "flipped-sign", "Then −2 would give 0.88."),
           because="Whatever a single score is, divided by itself it is 1."),
    ticket(9, tickets.dial_the_wrong_way, ("it multiplies by T", "times-T"),
           ("T stands in one place only", "T-in-one-place", "It stands where all scores pass."),
           ("it ignores T", "ignores-T", "Then both lines would be the same."),
           because="A large T then makes large gaps larger, which is cold and not hot."),
    ticket(10, tickets.too_good_scaling, ("rows that were held out have a say in the scaling", "leak"),
           ("it divides by the variance", "variance", "std is the standard deviation."),
           ("it uses the mean of all columns together", "one-number-for-all", "axis=0 takes each column by itself."),
           because="The same patient gets other features as soon as somebody else is tested in the same batch."),
    ticket(11, tickets.better_with_more_classes, ("it averages over the classes as well as over the samples", "mean-over-classes"),
           ("it forgets the labels", "forgot-target", "They choose what is left in the table."),
           ("it uses another logarithm", "log-base", "Then the quotient would be the same for any number of classes."),
           because="A table of N rows and K columns has N K entries, and .mean() divides by all of them."),
    ticket(12, tickets.only_the_diagonal, ("it takes the diagonal for all of J", "diagonal-jacobian"),
           ("it forgets the mean over the batch", "not-divided-by-n", "Nothing is averaged here."),
           ("it has the wrong sign", "flipped-sign", "The true class's entry is right."),
           because="What a score does to the others' probabilities is left out."),
    ticket(13, tickets.knows_the_future, ("it looks at losses beyond the stop", "peeked"),
           ("it hands back the weights of the stop", "where-it-stopped", "Those are worse than the best it had; it hands back better ones."),
           ("it is a step too patient", "one-too-patient", "However far ahead the low lies, it finds it."),
           because="The lowest loss of all may lie beyond the place at which patience was at its end."),
)
