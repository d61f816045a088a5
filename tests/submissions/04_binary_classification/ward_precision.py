# %% a million seconds  kind="right"
def ward_precision(share, recall, false_positive_rate):
    seizures = 1_000_000 * share
    true_alarms = seizures * recall
    false_alarms = (1_000_000 - seizures) * false_positive_rate
    return true_alarms / (true_alarms + false_alarms)


# %% odds  kind="right"
def ward_precision(share, recall, false_positive_rate):
    odds = share / (1 - share) * recall / false_positive_rate
    return odds / (1 + odds)


# %% Bayes by name  kind="right"
def ward_precision(share, recall, false_positive_rate):
    p_alarm = recall * share + false_positive_rate * (1 - share)
    return recall * share / p_alarm


# %% the share does not enter  kind="wrong" lose=1 message="half of the seconds"
def ward_precision(share, recall, false_positive_rate):
    return recall / (recall + false_positive_rate)


# %% all seconds give false alarms  kind="wrong" lose=1 message="come from seconds without a seizure"
def ward_precision(share, recall, false_positive_rate):
    return share * recall / (share * recall + false_positive_rate)


# %% the share enters once  kind="wrong" lose=1 message="Only a share of the seconds"
def ward_precision(share, recall, false_positive_rate):
    return recall / (recall + (1 - share) * false_positive_rate)


# %% the false ones  kind="wrong" lose=1 message="alarms that are false"
def ward_precision(share, recall, false_positive_rate):
    false_alarms = (1 - share) * false_positive_rate
    return false_alarms / (share * recall + false_alarms)


# %% not divided  kind="wrong" lose=1 message="share of all seconds"
def ward_precision(share, recall, false_positive_rate):
    return share * recall


# %% seizures and the rest are swapped  kind="wrong" lose=1 message="not right"
def ward_precision(share, recall, false_positive_rate):
    right = (1 - share) * recall
    return right / (right + share * false_positive_rate)


# %% percent  kind="wrong" lose=1 message="not percent"
def ward_precision(share, recall, false_positive_rate):
    right = share * recall
    return 100 * right / (right + (1 - share) * false_positive_rate)


# %% the rate turned round  kind="wrong" lose=1 message="does. raise an alarm"
def ward_precision(share, recall, false_positive_rate):
    right = share * recall
    return right / (right + (1 - share) * (1 - false_positive_rate))
