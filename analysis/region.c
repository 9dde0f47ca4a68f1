// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/region.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static double mean_of(const double *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += values[i];
    return sum / (double)count;
}

static double covariance(const double *one, const double *other, double mean, double other_mean,
                         size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += (one[i] - mean) * (other[i] - other_mean);
    return sum / (double)(count - 1);
}

// By the triangular root of the covariances (Cholesky), stretched.
bool region_of(const double *one, const double *other, size_t count, double level, struct region *region) {
    *region = (struct region){.mean = {mean_of(one, count), mean_of(other, count)}};
    if (count < 3) return false;
    double n = (double)count, reach = sqrt(2 * (n - 1) / (n * (n - 2)) * gsl_cdf_fdist_Pinv(level, 2, n - 2)),
           across = covariance(one, one, region->mean[0], region->mean[0], count),
           both = covariance(one, other, region->mean[0], region->mean[1], count),
           upward = covariance(other, other, region->mean[1], region->mean[1], count), root = sqrt(across),
           slope = root > 0 ? both / root : 0;
    region->along[0] = reach * root;
    region->along[1] = reach * slope;
    region->up = reach * sqrt(fmax(0, upward - slope * slope));
    return true;
}
