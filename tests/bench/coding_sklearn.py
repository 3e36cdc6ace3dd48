# SPDX-License-Identifier: MIT
#
# coding_sklearn.py -- the same features and classifier by scikit-learn: how right
# it is, and how quick, on one core.
#
#	coding_sklearn.py TRAIN.tsv
import csv
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

THRESHOLD = -0.35

with open(sys.argv[1], encoding="utf-8", newline="") as f:
    rows = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
texts = [r["text"] for r in rows]
questions = sorted({r["q"] for r in rows})
asked = np.array([questions.index(r["q"]) for r in rows])
codes = sorted({c for r in rows for c in r["y"].split("|") if c})
y = np.array([[c in r["y"].split("|") for c in codes] for r in rows])

# scikit-learn has no stemmer: words as they are.  That makes it quicker.
stems = HashingVectorizer(ngram_range=(1, 2), n_features=2**17, norm=None,
                          alternate_sign=False)
letters = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), norm=None,
                            n_features=2**17, alternate_sign=False)
weigh = [TfidfTransformer(sublinear_tf=True), TfidfTransformer(sublinear_tf=True)]


def features(texts, asked):
    q = csr_matrix((np.full(len(texts), 0.5), (range(len(texts)), asked)),
                   shape=(len(texts), len(questions)))
    return hstack([weigh[0].transform(stems.transform(texts)),
                   weigh[1].transform(letters.transform(texts)), q]).tocsr()


weigh[0].fit(stems.transform(texts))
weigh[1].fit(letters.transform(texts))
x = features(texts, asked)


def learn(rows):
    return OneVsRestClassifier(LinearSVC(C=0.5)).fit(x[rows], y[rows])


order = np.random.RandomState(1).permutation(len(texts))
right = wrong = missed = 0
each = np.zeros((3, len(codes)))
for fold in range(5):
    held = order[fold::5]
    found = learn(np.setdiff1d(order, held)).decision_function(x[held]) > THRESHOLD
    each += [(found & y[held]).sum(0), (found & ~y[held]).sum(0),
             (~found & y[held]).sum(0)]
f1 = 2 * each[0] / np.maximum(2 * each[0] + each[1] + each[2], 1)
micro = 2 * each[0].sum() / (2 * each[0].sum() + each[1].sum() + each[2].sum())
start = time.process_time()
model = learn(order)
training = time.process_time() - start
start = time.process_time()
for _ in range(3):
    model.decision_function(features(texts, asked))
rate = 3 * len(texts) / (time.process_time() - start)
print("scikit-learn, the same features without stems")
print("  %-34s micro %.3f  macro %.3f" % ("all read, threshold -0.35", micro, f1.mean()))
print("  %-34s training %.2f s, %.0f comments/s" % ("speed, processor time",
                                                    training, rate))
